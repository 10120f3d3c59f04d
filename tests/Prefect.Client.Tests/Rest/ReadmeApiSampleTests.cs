namespace Prefect.Client.Tests;

public sealed class ReadmeApiSampleTests : ApiTest
{
    [Fact]
    public async Task The_sample_of_the_README_runs()
    {
        Guid id = Server.AddFlowRun("RUNNING");
        PrefectSettings settings = Settings();

        PrefectApi api = PrefectApi.For(settings);                  // PREFECT_API_URL, PREFECT_API_AUTH_STRING or PREFECT_API_KEY, …
        await api.Admin.EnsureCompatibleAsync(Ct);                  // compares versions, once

        FlowRunQuery running = new() { FlowRuns = new() { State = new() { Type = new() { Any = [ApiStateType.Running] } } } };
        await foreach (ApiFlowRun run in api.FlowRuns.ListAsync(running, Ct))
        {
            SetStateResult answer = await api.FlowRuns.SetStateAsync(run.Id, new(ApiStateType.Cancelling) { Message = "not needed any more" }, Ct);
            string outcome = answer.Status switch
            {
                SetStateStatus.Accept => "the run is " + answer.State!.Name,
                SetStateStatus.Reject => $"the run is {answer.State!.Name} instead: {answer.Reason}",
                SetStateStatus.Wait => $"ask again in {answer.Delay}",
                _ => "let go of the run: " + answer.Reason,
            };
            Console.WriteLine($"{run.Name}: {outcome}");
        }

        Server.StateNamesOf(id).ShouldBe(["Running", "Cancelling"]);
    }
}
