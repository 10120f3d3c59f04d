using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.ExceptionServices;
using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>An exception on its way to another process, secrets masked.</summary>
/// <param name="Type">Its type, assembly-qualified.</param>
/// <param name="TypeName">Full name of its type, for people.</param>
/// <param name="Message">Its message.</param>
/// <param name="Stack">Where it was thrown.</param>
/// <param name="Inner">What caused it.</param>
internal sealed record ExceptionDocument(string? Type, string TypeName, string Message, string? Stack, ExceptionDocument? Inner)
{
    private const int Deepest = 20;

    /// <summary>Takes down an exception.</summary>
    public static ExceptionDocument Of(Exception exception) => Of(exception, 0);

    /// <summary>Makes the exception again: of its own type where that has a constructor for it, with the stack that it was thrown on.</summary>
    public Exception Rebuild()
    {
        Exception? inner = Inner?.Rebuild();
        Exception exception = MakeSame(inner) ?? new RemoteTaskException(TypeName, Message, inner);
        return Stack is { Length: > 0 } ? ExceptionDispatchInfo.SetRemoteStackTrace(exception, Stack) : exception;
    }

    private static ExceptionDocument Of(Exception exception, int depth) => new(
        exception.GetType().AssemblyQualifiedName,
        exception.GetType().FullName ?? exception.GetType().Name,
        SecretMasker.Mask(exception.Message),
        exception.StackTrace is { } stack ? SecretMasker.Mask(stack) : null,
        exception.InnerException is { } inner && depth < Deepest ? Of(inner, depth + 1) : null);

    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "A constructor that was trimmed away is not used: the exception then becomes a RemoteTaskException.")]
    private Exception? MakeSame(Exception? inner)
    {
        if (Type is null || WireTypes.Find(Type) is not { IsAbstract: false, ContainsGenericParameters: false } type || !typeof(Exception).IsAssignableFrom(type))
        {
            return null;
        }

        return Make(type, [typeof(string), typeof(Exception)], [Message, inner]) ?? (inner is null ? Make(type, [typeof(string)], [Message]) : null);
    }

    /// <summary>Makes the exception, unless the constructor does something else with its text, such as taking it for a parameter's name.</summary>
    private Exception? Make([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] Type type, Type[] signature, object?[] arguments)
    {
        try
        {
            return type.GetConstructor(signature)?.Invoke(BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null) is Exception made
                && made.Message == Message
                    ? made
                    : null;
        }
#pragma warning disable CA1031 // The constructor is the user's: whatever it throws, the failure of the task must arrive all the same.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }
}
