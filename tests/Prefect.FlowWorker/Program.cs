using System.Globalization;
using Prefect.Flows;

// A program that runs one recorded flow; tests start it, and may kill it at any instant. The settings say where it keeps things.
//   FILE GENERATION COUNT   runs so many tasks, one after the other, each of which keeps its result
//   pool                    has two worker processes: one has done its task, the other will never be done
// FILE gets a line "body GENERATION NUMBER" before the result of a task is kept, and "kept GENERATION NUMBER" once it is.
// The workers of the pool say "idle ID" and "busy ID" on the console, with the ids of their processes.
if (args is ["pool"])
{
    FlowTask<string, int> hold = FlowTask.Define("hold", static (string word) =>
    {
        Console.WriteLine($"{word} {Environment.ProcessId}");
        using ManualResetEventSlim never = new();
        never.Wait();
        return 0;
    });
    FlowTask<string, int> say = FlowTask.Define("say", static (string word) =>
    {
        Console.WriteLine($"{word} {Environment.ProcessId}");
        return 0;
    });
    Flow<int> pooled = Flow.Define(
        "pooled",
        async () =>
        {
            TaskFuture<int> held = hold.Submit("busy");
            return await say.Submit("idle") + await held;
        },
        new FlowOptions { TaskRunner = new ProcessPoolTaskRunner(2) });
    return await pooled.RunAsync();
}

string file = args[0];
int generation = int.Parse(args[1], CultureInfo.InvariantCulture);
int count = int.Parse(args[2], CultureInfo.InvariantCulture);

FlowTask<int, int, int> step = FlowTask.Define(
    "step",
    async (int generation, int number) =>
    {
        await File.AppendAllTextAsync(file, $"body {generation} {number}\n");
        await Task.Delay(1);
        return number * 2;
    },
    new TaskOptions { PersistResult = true, CachePolicy = CachePolicy.Inputs });

Flow<int, int, int> flow = Flow.Define("killed", async (int generation, int count) =>
{
    Console.WriteLine("begun");
    int sum = 0;
    for (int number = 0; number < count; number++)
    {
        sum += await step.RunAsync(generation, number);
        await File.AppendAllTextAsync(file, $"kept {generation} {number}\n");
    }

    return sum;
});

Console.WriteLine(await flow.RunAsync(generation, count));
return 0;
