"""What a map says: rules that find where support is missing, fails or is not known.

They see the model alone; `wording/insight_words.py` has their words.
"""
