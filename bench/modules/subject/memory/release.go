package memory

// release is compiled into the package and changes nothing.
var release = "first"

// Release tells which version this is.
func Release() string { return release }
