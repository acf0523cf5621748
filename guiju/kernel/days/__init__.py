"""Days 期限: how the law counts time."""
