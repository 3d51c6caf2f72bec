"""One open project: verbs and questions, one module per noun."""
