"""The demonstration: a believable portal, built by calling the same verbs that users call."""
