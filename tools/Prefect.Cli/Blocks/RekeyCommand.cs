using System.CommandLine;
using Prefect.Blocks;

namespace Prefect.Cli;

/// <summary><c>block rekey</c>: moves every document of the embedded store to a new key, while the store stays in use.</summary>
internal sealed class RekeyCommand : CliCommand
{
    private readonly Option<bool> _retire = new("--retire")
    {
        Description = "Then remove the keys that nothing is encrypted with any more. Older copies of the store need them.",
    };

    public RekeyCommand(CliHost host)
        : base("rekey", "Encrypt the embedded store anew, with a new key. Interrupted, it goes on where it stopped.", host)
    {
        Add(_retire);
        AddOutput();
    }

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        if (invocation.Store is not EmbeddedBlockStore store)
        {
            throw new CommandFailedException($"{invocation.Store.Location} encrypts its blocks itself. Only the embedded store has keys to change.");
        }

        RekeyProgress reached = await store.RekeyAsync(new ProgressLine(invocation.Host), cancellationToken);
        IReadOnlyList<string> retired = invocation.Get(_retire) ? await store.RetireKeysAsync(cancellationToken) : [];
        Print(invocation, reached, retired);
        return ExitCodes.Done;
    }

    private static void Print(Invocation invocation, RekeyProgress reached, IReadOnlyList<string> retired)
    {
        if (!invocation.IsJson)
        {
            invocation.Screen.Line($"Moved {reached.Done} {(reached.Done == 1 ? "block" : "blocks")} to the key {reached.KeyId}.");
            if (retired.Count > 0)
            {
                invocation.Screen.Line($"Removed the keys {string.Join(", ", retired)}.");
            }

            return;
        }

        invocation.Screen.Json(json =>
        {
            json.WriteStartObject();
            json.WriteString("key_id"u8, reached.KeyId);
            json.WriteNumber("moved"u8, reached.Done);
            json.WriteStartArray("retired"u8);
            foreach (string key in retired)
            {
                json.WriteStringValue(key);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    /// <summary>Shows progress on one line of a terminal, on the error stream; elsewhere not at all.</summary>
    private sealed class ProgressLine(CliHost host) : IProgress<RekeyProgress>
    {
        public void Report(RekeyProgress value)
        {
            if (host.IsOutputTerminal && value.Total > 0)
            {
                host.Error.Write($"\r{value.Done} of {value.Total}{(value.Done == value.Total ? "\n" : "")}");
            }
        }
    }
}
