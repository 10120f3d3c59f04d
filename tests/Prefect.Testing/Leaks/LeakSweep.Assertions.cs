namespace Prefect.Testing;

/// <content>The same sweeps as assertions, for the last lines of a test.</content>
public sealed partial class LeakSweep
{
    /// <summary>Fails the test when text holds a canary.</summary>
    /// <param name="text">What to sweep; null and empty text is clean.</param>
    /// <param name="source">What the failure calls it.</param>
    public void AssertClean(string? text, string source = "text") => AssertNone(FindIn(text, source));

    /// <summary>Fails the test when bytes hold a canary.</summary>
    /// <param name="bytes">What to sweep.</param>
    /// <param name="source">What the failure calls it.</param>
    public void AssertClean(ReadOnlySpan<byte> bytes, string source = "bytes") => AssertNone(FindIn(bytes, source));

    /// <summary>Fails the test when an exception holds a canary in its text or data.</summary>
    public void AssertClean(Exception exception) => AssertNone(FindIn(exception));

    /// <summary>Fails the test when anything that was collected holds a canary.</summary>
    public void AssertClean(ISweepSource source) => AssertNone(FindIn(source));

    /// <summary>Fails the test when a file holds a canary.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public void AssertCleanFile(string path) => AssertNone(FindInFile(path));

    /// <summary>Fails the test when a file below a directory, or its name, holds a canary.</summary>
    /// <exception cref="IOException">There is no such directory, or a file in it cannot be read.</exception>
    public void AssertCleanDirectory(string path) => AssertNone(FindInDirectory(path));

    private static void AssertNone(IReadOnlyList<Leak> leaks)
    {
        if (leaks.Count > 0)
        {
            Assert.Fail($"Secrets leaked:\n{string.Join('\n', leaks)}");
        }
    }
}
