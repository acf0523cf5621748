"""Audit 审校: is what a report says true? Text in, claims and findings out."""
