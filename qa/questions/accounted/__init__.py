"""A figure whose words account for most of a question, where no line is called as asked: a sentence's (`stated_`), else a row's (`nearly`)."""
