namespace Prefect.Gcp.Tests.Run;

public sealed class GcpLabelsTests
{
    [Fact]
    public void Keys_and_values_keep_what_the_service_takes()
    {
        GcpLabels.Sanitize(new Dictionary<string, string>
        {
            ["prefect.io/flow-run-id"] = "0190F1E2",
            ["__9Lives"] = "Brave Otter 🚀",
            ["123"] = "gone",
            ["ünder"] = "",
        }).ShouldBe(new Dictionary<string, string>
        {
            ["prefect-io-flow-run-id"] = "0190f1e2",
            ["lives"] = "brave-otter--",
            ["nder"] = "",
        });
    }

    [Fact]
    public void Keys_and_values_are_cut()
    {
        KeyValuePair<string, string> label = GcpLabels.Sanitize(new Dictionary<string, string> { ["1" + new string('k', 80)] = new('v', 80) }).Single();

        (label.Key, label.Value).ShouldBe((new string('k', 63), new string('v', 63)));
    }

    [Fact]
    public void Labels_that_are_there_win_and_stay_as_they_are()
    {
        GcpLabels.Merge(
            new Dictionary<string, string> { ["Team"] = "mine", ["run"] = "1" },
            new Dictionary<string, string> { ["team"] = "Theirs" }).ShouldBe(new Dictionary<string, string> { ["run"] = "1", ["team"] = "Theirs" }, ignoreOrder: true);
    }

    [Fact]
    public void Of_too_many_the_last_of_Prefect_are_left_out()
    {
        Dictionary<string, string> mine = Enumerable.Range(0, 10).ToDictionary(number => $"p{number}", _ => "x");
        Dictionary<string, string> theirs = Enumerable.Range(0, 60).ToDictionary(number => $"t{number}", _ => "x");

        IReadOnlyDictionary<string, string> merged = GcpLabels.Merge(mine, theirs);

        merged.Count.ShouldBe(64);
        merged.Keys.Where(key => key[0] == 'p').ShouldBe(["p0", "p1", "p2", "p3"]);
        GcpLabels.Merge(mine, Enumerable.Range(0, 70).ToDictionary(number => $"t{number}", _ => "x")).Count.ShouldBe(70);
    }

    [Fact]
    public void Nothing_is_refused()
    {
        Should.Throw<ArgumentNullException>(() => GcpLabels.Sanitize(null!));
        Should.Throw<ArgumentNullException>(() => GcpLabels.Merge([], null!));
    }

    [Fact]
    public void A_label_without_a_value_is_refused_by_its_key() =>
        Should.Throw<ArgumentException>(() => GcpLabels.Sanitize([new("team", null!)])).Message.ShouldContain("'team' has no value");
}
