// Package memory allocates much, so that the garbage collector works while it does.
package memory

// Node is part of a tree.
type Node struct{ Left, Right *Node }

// Tree gives a full tree.
func Tree(depth int) *Node {
	if depth == 0 {
		return &Node{}
	}
	return &Node{Left: Tree(depth - 1), Right: Tree(depth - 1)}
}

// Blocks allocates large blocks without keeping them.
func Blocks(count int) (last []byte) {
	for range count {
		last = make([]byte, 1<<17)
	}
	return last
}

// Tiny allocates objects that share a block.
func Tiny(count int) (last *byte) {
	for range count {
		last = new(byte)
	}
	return last
}
