"""Papers and tables made of an evaluation: of one application, of a lot, of a month."""
