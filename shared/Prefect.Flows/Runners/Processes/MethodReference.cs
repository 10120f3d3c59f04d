using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Prefect.Flows;

/// <summary>Names the body of a flow or task, so that another process of the same program finds it.</summary>
/// <param name="Assembly">Full name of its assembly.</param>
/// <param name="Location">The assembly's file; empty in a program of one file.</param>
/// <param name="Module">Version id of the module: tells whether both processes run the same build.</param>
/// <param name="Type">The type that declares it.</param>
/// <param name="Token">Its place in the module.</param>
/// <param name="Name">Its name, for messages.</param>
/// <param name="Arguments">Types that it is closed over, where it is generic.</param>
internal sealed record MethodReference(
    string Assembly, string Location, Guid Module, string Type, int Token, string Name, IReadOnlyList<string> Arguments)
{
    private const BindingFlags Every = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Names a method.</summary>
    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "In a program of one file the assembly is found by its name.")]
    public static MethodReference To(MethodInfo method)
    {
        Type owner = method.DeclaringType!;
        return new MethodReference(
            owner.Assembly.FullName!,
            owner.Assembly.IsDynamic ? "" : owner.Assembly.Location,
            method.Module.ModuleVersionId,
            owner.AssemblyQualifiedName!,
            method.MetadataToken,
            method.Name,
            [.. method.GetGenericArguments().Select(argument => argument.AssemblyQualifiedName!)]);
    }

    /// <summary>Finds the method, once the classes around it are initialised: their static fields hold the flow or task that it is the body of.</summary>
    /// <exception cref="TaskTransferException">This process has not the same code.</exception>
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "The method is the body of a delegate, which the program made itself.")]
    [UnconditionalSuppressMessage("Trimming", "IL2059", Justification = "The class declares the body of a delegate that the program made itself.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "The method is closed over types that the program closed it over itself.")]
    [UnconditionalSuppressMessage("Trimming", "IL2060", Justification = "The method is closed over types that the program closed it over itself.")]
    public MethodInfo Find()
    {
        Assembly assembly = WireTypes.Load(new AssemblyName(Assembly), Location)
            ?? throw Missing($"it has no assembly {Assembly}");
        if (assembly.ManifestModule.ModuleVersionId != Module)
        {
            throw Missing($"its {assembly.GetName().Name} is another build");
        }

        Type type = WireTypes.Find(Type) ?? throw Missing($"it has no type {Type}");
        MethodInfo method = Array.Find(type.GetMethods(Every), method => method.MetadataToken == Token)
            ?? throw Missing($"its type {Type} has no such method");
        for (Type? around = type; around is not null; around = around.DeclaringType)
        {
            if (!around.ContainsGenericParameters)
            {
                RuntimeHelpers.RunClassConstructor(around.TypeHandle);
            }
        }

        return Arguments.Count == 0
            ? method
            : method.MakeGenericMethod([.. Arguments.Select(name => WireTypes.Find(name) ?? throw Missing($"it has no type {name}"))]);
    }

    private TaskTransferException Missing(string reason) => new(
        $"The body '{Name}' cannot be found in process {Environment.ProcessId}: {reason}. Both processes have to run the same build of the program.");
}
