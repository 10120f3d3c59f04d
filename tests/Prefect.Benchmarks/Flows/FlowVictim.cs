using System.Globalization;
using Prefect.Flows;

namespace Prefect.Benchmarks;

/// <summary>Runs a recorded flow whose tasks keep their results, until it is killed or done.</summary>
internal static class FlowVictim
{
    public const string Role = "flow-victim";

    public const int Tasks = 60;

    public static async Task<int> RunAsync(string[] arguments)
    {
        (string marks, int generation) = (arguments[0], int.Parse(arguments[1], CultureInfo.InvariantCulture));
        FlowTask<int, int, int> step = FlowTask.Define(
            "step",
            async (int generation, int number) =>
            {
                await File.AppendAllTextAsync(marks, $"body {generation} {number}\n");
                await Task.Delay(1);
                return number * 2;
            },
            new() { PersistResult = true, CachePolicy = CachePolicy.Inputs });
        Flow<int, int> flow = Flow.Define("killed", async (int generation) =>
        {
            Console.WriteLine("begun");
            int sum = 0;
            for (int number = 0; number < Tasks; number++)
            {
                sum += await step.RunAsync(generation, number);
                await File.AppendAllTextAsync(marks, $"kept {generation} {number}\n");
            }

            return sum;
        });
        await flow.RunAsync(generation);
        return 0;
    }
}
