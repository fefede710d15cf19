// Package shapes is measured in every way that the testing package offers.
package shapes

import "strings"

// Repeat repeats a text.
func Repeat(text string, count int) string { return strings.Repeat(text, count) }

// Box puts a number into an interface: an allocation for numbers from 256 on.
func Box(number int) any { return number }
