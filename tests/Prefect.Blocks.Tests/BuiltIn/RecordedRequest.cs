namespace Prefect.Blocks.Tests.BuiltIn;

internal sealed record RecordedRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body);
