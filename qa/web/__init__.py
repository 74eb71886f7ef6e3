"""The HTTP edge: the interface's endpoints and the chat page over one store and one answerer."""
