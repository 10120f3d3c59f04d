namespace System.Runtime.CompilerServices;

/// <summary>Lets this old target framework compile records and init-only properties.</summary>
internal static class IsExternalInit;
