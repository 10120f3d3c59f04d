namespace Prefect.Client;

/// <summary>Searches in what logs say.</summary>
/// <param name="Query">Words, of which one has to occur; <c>-word</c> must not, <c>+word</c> must, <c>"some words"</c> stand together. At most 200 characters.</param>
public sealed record LogTextFilter(string Query);
