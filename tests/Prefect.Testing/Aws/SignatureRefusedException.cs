namespace Prefect.Testing;

/// <summary>A signature is not good.</summary>
public sealed class SignatureRefusedException(SignatureProblem problem, string message) : Exception(message)
{
    /// <summary>Why it was refused.</summary>
    public SignatureProblem Problem => problem;
}
