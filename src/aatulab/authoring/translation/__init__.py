"""French lessons by gettext: what is translated, its catalogues, their checks, the built page.

A catalogue lies beside its lesson, `<lesson>.fr.po`, and holds the lesson's prose and its quiz.
Code is never translated.  What is not translated, or was translated from another English than
today's, is shown in English and marked: never wrong French.
"""
