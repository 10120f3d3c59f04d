using Prefect.Flows;

namespace Prefect.FlowWorker;

/// <summary>A flow that leaves its process while it waits for a number.</summary>
internal static class AskingFlow
{
    public static async Task<int> RunAsync(string file, string word)
    {
        FlowTask<string, string> loud = FlowTask.Define(
            "loud",
            (string word) =>
            {
                File.AppendAllText(file, $"task {word}\n");
                return word.ToUpperInvariant();
            },
            new TaskOptions { PersistResult = true, CachePolicy = CachePolicy.Inputs });
        Flow<string, string> flow = Flow.Define("asks", async (string word) =>
        {
            File.AppendAllText(file, $"begins {word}\n");
            string heard = await loud.RunAsync(word);
            int number = await FlowRuns.SuspendAsync<int>();
            File.AppendAllText(file, $"answer {heard} {number}\n");
            return $"{heard} {number}";
        });

        State<string> state = await flow.RunStateAsync(word);
        return state.IsCompleted || state.IsPaused ? 0 : 1;
    }
}
