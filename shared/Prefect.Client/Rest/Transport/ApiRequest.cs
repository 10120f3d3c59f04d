namespace Prefect.Client;

/// <summary>A request, as it is repeated until it is answered.</summary>
/// <param name="What">What it is meant to do, for messages: "read flow run 0192…".</param>
/// <param name="Method">Its method.</param>
/// <param name="Path">Path below the API's address, escaped.</param>
internal sealed record ApiRequest(string What, HttpMethod Method, string Path)
{
    /// <summary>The part behind the question mark, escaped, or nothing.</summary>
    public string Query { get; init; } = "";

    /// <summary>JSON in UTF-8, or null for none.</summary>
    public byte[]? Body { get; init; }

    /// <summary>Statuses of 400 and above that the caller deals with.</summary>
    public IReadOnlyList<int> Expected { get; init; } = [];

    public bool ChangesSomething => Method != HttpMethod.Get && Method != HttpMethod.Head;
}
