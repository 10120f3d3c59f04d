using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Prefect.Generators;

/// <summary>Reads a method that is to be a flow or task, and says what is wrong with it.</summary>
internal sealed class MethodReader(IMethodSymbol method, AttributeData attribute, Kind kind)
{
    private readonly List<Problem> _problems = [];

    public DefinitionOutput Read()
    {
        INamedTypeSymbol owner = method.ContainingType;
        CheckMethod(owner);
        if (_problems.Count > 0)
        {
            return new DefinitionOutput("", "", new EquatableArray<Problem>(_problems));
        }

        _problems.AddRange(ParameterRules.Check(method, kind));
        MethodResult? result = MethodResult.Of(method, out string? instead);
        if (instead is not null)
        {
            Report(Rules.ResultNotUsable, method.Name, method.ReturnType.ToDisplayString(), kind.Noun, instead);
        }

        string member = MethodNames.Member(method, attribute, kind);
        CheckNames(owner, member);
        OptionsReader options = new(method, attribute, kind);
        _problems.AddRange(options.Check());
        if (_problems.Count > 0 || result is null)
        {
            return new DefinitionOutput("", "", new EquatableArray<Problem>(_problems));
        }

        string source = new MemberEmitter(method, result, kind, member, options.Emit()).Emit(MethodNames.Name(method, attribute));
        return new DefinitionOutput(SourceFile.HintName(owner, member), source, default);
    }

    private void CheckMethod(INamedTypeSymbol owner)
    {
        if (Unusable(owner) is { } reason)
        {
            Report(Rules.MethodNotUsable, method.Name, kind.Noun, reason);
        }
        else if (owner.Containers().Append(owner).FirstOrDefault(type => !type.IsPartial()) is { } whole)
        {
            Report(Rules.DefinitionNotPartial, whole.Name, method.Name, kind.Noun);
        }
    }

    private string? Unusable(INamedTypeSymbol owner)
    {
        if (method.MethodKind != MethodKind.Ordinary)
        {
            return "it is no ordinary method of a type; move its code to one, or use " + kind.Base + ".Define";
        }

        if (method.IsGenericMethod)
        {
            return "it is generic; write a method for each type that is needed, or make the type generic";
        }

        if (owner.TypeKind is not (TypeKind.Class or TypeKind.Struct))
        {
            return "it belongs to an interface; mark the methods that implement it";
        }

        if (owner.IsFileLocal || owner.Containers().Any(type => type.IsFileLocal))
        {
            return "its type is local to a file, and no other file can add to it; make the type internal";
        }

        return owner.TypeKind == TypeKind.Struct && !method.IsStatic
            ? "it belongs to a struct, of which each use is a copy; make it static, or the struct a class"
            : null;
    }

    private void CheckNames(INamedTypeSymbol owner, string member)
    {
        string name = MethodNames.Name(method, attribute);
        if (MethodNames.Banned(name) is { } banned)
        {
            Report(Rules.InvalidDefinitionName, name, kind.Noun, banned);
        }

        if (!MethodNames.IsIdentifier(member))
        {
            Report(Rules.DefinitionMemberClash, member, kind.Noun, method.Name, "is no name for a member");
        }
        else if (owner.Name == member || owner.GetMembers(member).Length > 0)
        {
            Report(Rules.DefinitionMemberClash, member, kind.Noun, method.Name, $"is already there in '{owner.Name}'");
        }
        else if (MethodNames.Others(method, kind, member) is { } other)
        {
            Report(Rules.DefinitionMemberClash, member, kind.Noun, method.Name, $"is also what is made of '{other}'");
        }
    }

    private void Report(DiagnosticDescriptor rule, params string[] arguments) => _problems.Add(Problem.At(method, rule, arguments));
}
