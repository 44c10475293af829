"""The review page: see every tag, change it, sign it off.

`serve.serve(folder)` runs it, `signature.standing(folder)` says whether what a folder holds is what was signed.
"""
