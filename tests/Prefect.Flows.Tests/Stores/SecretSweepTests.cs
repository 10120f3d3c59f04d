using System.Text;
using Microsoft.Extensions.Logging;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Flows.Tests.Stores;

/// <summary>A flow that does with a secret everything that it should not, and a look at every file that is left behind.</summary>
[Collection<RunsAlone>]
public sealed class SecretSweepTests : FlowTest
{
    [Theory]
    [InlineData("plain", "c4n4ry-plain-9f1e")]
    [InlineData("c4n4ry9f1e", "a\"c4n4ry9f1e\\é<&+'")]
    [InlineData("c4n4ry7788", "-----BEGIN KEY-----\nc4n4ry7788-line-two\n-----END KEY-----")]
    [InlineData("c4n4ry🦆55", "x/c4n4ry🦆55\t")]
    public async Task No_file_under_the_home_folder_holds_the_secret(string core, string text)
    {
        core = core == "plain" ? text : core;
        Begin(("PREFECT_RESULTS_PERSIST_BY_DEFAULT", "true"), ("PREFECT_LOGGING_LOG_PRINTS", "true"));
        FlowTask<SecretString, string> leaking = FlowTask.Define(
            "leaks",
            async (SecretString secret) =>
            {
                string clear = secret.Reveal();
                Console.WriteLine($"print {clear}");
                RunLogger.Current.LogError(new InvalidOperationException(clear), "log {Value}", clear);
                await Artifacts.CreateMarkdownAsync($"# {clear}", key: "a", description: clear);
                await Artifacts.CreateTableAsync(new[] { new { clear } });
                await Artifacts.CreateLinkAsync("https://example.com/?q=1", clear);
                await Events.EmitAsync("it.leaked", new Dictionary<string, string> { ["prefect.resource.id"] = "r", ["label"] = clear });
                await FlowRuns.SendInputAsync(clear, FlowRunContext.Current!.FlowRun.Id);
                Transaction.Current!.Set("value", clear);
                return clear;
            },
            new TaskOptions { RunName = "leaks {secret}", Tags = ["t"] });
        FlowTask<string, string> named = FlowTask.Define(
            "named", (string value) => value, new TaskOptions { RunName = "named {value}", ResultStorageKey = "key-{parameters[value]}" });
        FlowTask<string, int> fails = FlowTask.Define(
            "fails", int (string value) => throw new InvalidOperationException($"outer {value}", new FormatException(value)), new TaskOptions { Retries = 1 });
        Flow<string, SecretString, Dictionary<string, string>, string> flow = Flow.Define(
            "sweep",
            async (string given, SecretString typed, Dictionary<string, string> nested) =>
            {
                await leaking.RunStateAsync(typed);
                await named.RunStateAsync(given);
                await fails.RunStateAsync(given);
                return $"{given} {nested.Count}";
            },
            new FlowOptions { RunName = "run {given}", LogPrints = true });

        SecretString secret = new(text);
        _ = secret.Reveal();
        await flow.RunStateAsync(text, secret, new Dictionary<string, string> { [text] = text }, Token);
        await Store.FlushAsync(Token);
        await Store.DisposeAsync();

        string[] files = [.. Directory.EnumerateFiles(Home, "*", SearchOption.AllDirectories)];
        files.Length.ShouldBeGreaterThan(1);
        string escaped = System.Text.Json.JsonEncodedText.Encode(core).ToString();
        List<string> leaks = [];
        foreach (string file in files)
        {
            byte[] content = await File.ReadAllBytesAsync(file, Token);
            string all = $"{file}\n{Encoding.UTF8.GetString(content)}{Encoding.Unicode.GetString(content)}";
            foreach (string form in (string[])[core, escaped])
            {
                for (int at = all.IndexOf(form, StringComparison.Ordinal); at >= 0; at = all.IndexOf(form, at + 1, StringComparison.Ordinal))
                {
                    leaks.Add(Path.GetFileName(file) + ": " + all[Math.Max(0, at - 100)..Math.Min(all.Length, at + 40)].Replace("\0", "", StringComparison.Ordinal));
                }
            }
        }

        Assert.True(leaks.Count == 0, string.Join("\n", leaks));
    }
}
