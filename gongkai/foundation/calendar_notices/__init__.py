"""Holiday notices loaded by an administrator, over those that came with the installation."""
