"""Pictures of answers: pure functions from a pipeline's output and the inputs to a component's value."""
