def test_base(desk):
    print(desk.check())
