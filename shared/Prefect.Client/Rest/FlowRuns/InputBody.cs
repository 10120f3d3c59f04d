namespace Prefect.Client;

internal sealed record InputBody(string Key, string Value, string? Sender);
