"""Golden sentences: what short texts say."""
