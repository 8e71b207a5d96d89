"""The commands of the command line, one file each. They parse, call and print; what they call works without them."""
