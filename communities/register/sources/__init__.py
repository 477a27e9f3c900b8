"""How each file of the register becomes rows: one function per file, one module per subject."""
