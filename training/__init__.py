"""The recipe of the Dutch pipeline: data in, `graphkit/lang/nl/pipeline/` out. Nothing here is shipped in the wheel."""
