using System.Diagnostics;
using Prefect.Aws;
using Prefect.Blocks;

namespace Prefect.Benchmarks;

/// <summary>One of many processes that save into one store.</summary>
internal static class SavingProcess
{
    public const string Role = "saving-process";

    /// <summary>Gives what the process wrote on its error output; empty when all went well.</summary>
    public static async Task<string> StartAsync(string folder, int index, int count)
    {
        ProcessStartInfo start = ThisProgram.Start(Role, folder, $"{index}", $"{count}");
        start.RedirectStandardError = true;
        using Process process = Process.Start(start)!;
        string error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? error : $"process {index} ended with {process.ExitCode}: {error}";
    }

    public static async Task<int> RunAsync(string[] arguments)
    {
        (string folder, string index, int count) = (arguments[0], arguments[1], int.Parse(arguments[2]));
        await using EmbeddedBlockStore store = EmbeddedBlockStore.Open(Path.Combine(folder, "dotnet.db"));
        for (int i = 0; i < count; i++)
        {
            AwsCredentials credentials = NestedBlock.Credentials with { ProfileName = $"{index}-{i}" };
            await credentials.SaveAsync($"p-{index}-{i}", store: store);
        }

        return 0;
    }
}
