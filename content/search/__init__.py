"""The site's search: stems of the text, kept in the database's own full-text index on both engines.

`entries` writes the index, `engine` speaks to SQLite's FTS5 or PostgreSQL's tsvector, `query`
answers,
`highlight` shows the words found in their own spelling, `suggest` helps with a misspelt word.
"""
