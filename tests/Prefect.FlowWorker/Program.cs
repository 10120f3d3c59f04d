using System.Globalization;
using Prefect.Flows;
using Prefect.FlowWorker;

// A program that runs one recorded flow; tests start it, and may kill it at any instant. The settings say where it keeps things.
//   FILE GENERATION COUNT   runs so many tasks, one after the other, each of which keeps its result; FILE gets a line
//                           "body GENERATION NUMBER" before the result of a task is kept, and "kept GENERATION NUMBER" once it is
//   ask FILE WORD           runs a flow that is suspended until somebody gives it a number; FILE gets a line for each time it begins
//   pool                    has two worker processes: one has done its task, the other will never be done
switch (args)
{
    case ["ask", var marks, var word]:
        return await AskingFlow.RunAsync(marks, word);
    case ["pool"]:
        return await PoolFlow.RunAsync();
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
