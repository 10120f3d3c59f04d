namespace Prefect.Azure.Tests.ContainerInstances;

public sealed class AciLogReaderTests
{
    private readonly AciLogReader _reader = new();

    [Fact]
    public void Each_line_is_given_once()
    {
        Read("2026-11-20T12:00:01.123456789Z one", "2026-11-20T12:00:02Z two").ShouldBe("one|two");
        Read("2026-11-20T12:00:01.123456789Z one", "2026-11-20T12:00:02Z two").ShouldBe("");
        Read("2026-11-20T12:00:02Z two", "2026-11-20T12:00:03Z three  with  gaps").ShouldBe("three  with  gaps");
    }

    [Fact]
    public void Lines_of_one_instant_are_all_given()
    {
        Read("2026-11-20T12:00:01Z a", "2026-11-20T12:00:01Z a").ShouldBe("a|a");
        Read("2026-11-20T12:00:01Z a", "2026-11-20T12:00:01Z a", "2026-11-20T12:00:01Z b").ShouldBe("b");
        Read("2026-11-20T12:00:01Z a", "2026-11-20T12:00:01Z a", "2026-11-20T12:00:01Z b").ShouldBe("");
    }

    [Fact]
    public void Lines_that_arrive_out_of_order_are_given() =>
        Read("2026-11-20T12:00:02Z late", "2026-11-20T12:00:01Z early").ShouldBe("late|early");

    [Fact]
    public void What_has_no_time_is_left_out() =>
        Read("no time here", "", "   ", "12 monkeys", "2026-13-45T99:00:00Z x", "2026-11-20T12:00:01Z good", "2026-11-20T12:00:02Z").ShouldBe("good|");

    [Fact]
    public void Time_without_a_zone_is_in_the_zone_of_the_line_before()
    {
        Read("2026-11-20T12:00:00+02:00 a").ShouldBe("a");

        IReadOnlyList<AciLogLine> lines = _reader.Next("2026-11-20T12:00:01 b\n");

        lines.Single().Timestamp.ShouldBe(new DateTimeOffset(2026, 11, 20, 12, 0, 1, TimeSpan.FromHours(2)));
        Read("2026-11-20T11:59:59 old").ShouldBe("");
    }

    [Fact]
    public void Ends_of_lines_may_be_those_of_Windows() => Read("2026-11-20T12:00:01Z a\r").ShouldBe("a");

    [Fact]
    public void Full_page_of_new_lines_may_hide_others()
    {
        string[] page = [.. Enumerable.Range(0, 100).Select(second => $"2026-11-20T12:{second / 60:00}:{second % 60:00}Z {second}")];

        _reader.MayMiss(string.Join('\n', page)).ShouldBeTrue();
        Read(page);
        _reader.MayMiss(string.Join('\n', page)).ShouldBeFalse();
        _reader.MayMiss(string.Join('\n', page[..99])).ShouldBeFalse();
    }

    [Fact]
    public void However_often_the_last_lines_are_read_each_is_given_once()
    {
        Random random = new(20261120);
        for (int round = 0; round < 200; round++)
        {
            AciLogReader reader = new();
            DateTimeOffset time = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
            List<string> printed = [];
            List<string> seen = [];
            for (int look = 0; look < 10; look++)
            {
                for (int more = random.Next(180); more > 0; more--)
                {
                    time += TimeSpan.FromMilliseconds(random.Next(1, 3));
                    printed.Add($"{time:O} {printed.Count}");
                }

                string tail = string.Join('\n', printed.TakeLast(100));
                seen.AddRange(reader.Next(reader.MayMiss(tail) ? string.Join('\n', printed) : tail).Select(line => line.Message));
            }

            seen.ShouldBe(Enumerable.Range(0, printed.Count).Select(number => number.ToString()));
        }
    }

    private string Read(params string[] lines) => string.Join('|', _reader.Next(string.Join('\n', lines)).Select(line => line.Message));
}
