using System.Net;

namespace Prefect.Http;

/// <summary>One of the tries that a request may take.</summary>
/// <param name="Number">Which one it is, from 1.</param>
/// <param name="StatusBefore">How the one before was answered; null where there was none, or no answer.</param>
public sealed record RestTry(int Number, HttpStatusCode? StatusBefore);
