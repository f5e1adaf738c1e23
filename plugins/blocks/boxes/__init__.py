"""`!!! 资料 "题目"` and the lines indented below it.

opening      the line that opens a box
notices      finds each box and hands it to the block of its name
fact_box     !!! 资料: rows of label and value
pull_quote   !!! 金句: a sentence set large
sign_off     !!! 落款: who issued a notice, and when
correction   !!! 更正: what was wrong and what is right
"""
