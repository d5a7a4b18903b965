"""Two units talk: what one sends the other reads, and nobody else."""


def test_a_message_arrives_and_is_acknowledged(ada, ben, group, note):
    id_ = ada.post(group, note("Item RR 123 is on its way."))
    letters = ben.sync()
    assert [one.notice for one in letters] == [note("Item RR 123 is on its way.")]
    assert letters[0].unit == "Unit North"
    ben.acknowledge(id_)
    ben.acknowledge(id_, "Held in the shed.")
    ada.sync()
    assert [(one.unit, one.text) for one in ada.inbox.receipts[id_]] == [
        ("Unit South", ""),
        ("Unit South", "Held in the shed."),
    ]
