"""What is learned from examples: the kind of a question and the metric that it paraphrases, where rules leave them open."""
