using System.Net;
using System.Runtime.InteropServices;

namespace Prefect.Http;

/// <summary>One of the tries that a request may take.</summary>
/// <param name="Number">Which one it is, from 1.</param>
/// <param name="StatusBefore">How the one before was answered; null where there was none, or no answer.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RestTry(int Number, HttpStatusCode? StatusBefore);
