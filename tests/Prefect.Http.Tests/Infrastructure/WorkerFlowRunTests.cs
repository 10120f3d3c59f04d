namespace Prefect.Http.Tests.Infrastructure;

public sealed class WorkerFlowRunTests
{
    private static readonly Guid s_id = new("0190f1e2-0000-7000-8000-0000000000aa");
    private static readonly Guid s_flowId = new("0190f1e2-0000-7000-8000-0000000000bb");

    private readonly WorkerFlowRun _run = new(s_id, s_flowId)
    {
        Name = "daring-dolphin",
        Env = new Dictionary<string, string?> { ["A"] = "run", ["B"] = null, ["PASSWORD"] = "hunter2" },
        Labels = new Dictionary<string, string?> { ["team"] = "run", ["prefect.io/flow-id"] = "mine" },
    };

    [Fact]
    public void Its_environment_names_it_and_goes_before_the_configurations() =>
        _run.MergeEnv(new Dictionary<string, string?> { ["A"] = "configured", ["B"] = "configured", ["C"] = "configured" }).ShouldBe(new Dictionary<string, string?>
        {
            ["A"] = "run",
            ["B"] = null,
            ["C"] = "configured",
            ["PREFECT__FLOW_RUN_ID"] = s_id.ToString(),
            ["PASSWORD"] = "hunter2",
        }, ignoreOrder: true);

    [Fact]
    public void Its_labels_say_whose_it_is_and_what_is_not_known_is_left_out()
    {
        Dictionary<string, string?> labels = (_run with { FlowName = "report", WorkPoolName = "pool" })
            .MergeLabels(new Dictionary<string, string?> { ["team"] = "configured", ["prefect.io/flow-run-name"] = "configured" });

        labels.ShouldBe(new Dictionary<string, string?>
        {
            ["prefect.io/flow-run-id"] = s_id.ToString(),
            ["prefect.io/flow-run-name"] = "configured",
            ["prefect.io/flow-id"] = "mine",
            ["prefect.io/flow-name"] = "report",
            ["prefect.io/deployment-id"] = null,
            ["prefect.io/work-pool-name"] = "pool",
            ["team"] = "run",
        }, ignoreOrder: true);
        _run.MergeLabels(new Dictionary<string, string?>())["prefect.io/flow-name"].ShouldBeNull();
    }

    [Fact]
    public void It_prints_nothing_of_its_environment() => _run.ToString().ShouldBe($"WorkerFlowRun {{ Id = {s_id}, Name = daring-dolphin }}");

    [Fact]
    public void Bad_arguments_are_refused()
    {
        Should.Throw<ArgumentNullException>(() => _run.MergeEnv(null!));
        Should.Throw<ArgumentNullException>(() => _run.MergeLabels(null!));
    }
}
