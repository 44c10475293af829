"""arelle"""
