"""Running systems asked all at once, by a deadline: what answers becomes files and facts, what does not a Gap."""
