"""Law 法: what the law says, and since when."""
