// Copyright The logline authors
// SPDX-License-Identifier: MIT

package logline

// A Hook is shown the fields that Record has no room for.
type Hook interface {
	Field(key string, value any)
}

// nopHook spares Parse the question whether there is a hook.
type nopHook struct{}

func (nopHook) Field(string, any) {}

// SetHook makes p show h every field that Record has no room for. A nil h
// takes the hook away.
func (p *Parser) SetHook(h Hook) {
	if h == nil {
		h = nopHook{}
	}
	p.hook = h
}
