using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace ControlTower.Tests.Architecture;

/// <summary>What the compiled tower really uses: bodies, lambdas and the machinery of async methods included, so that nothing hides behind a full name.</summary>
internal static class CompiledTower
{
    private const string Root = "ControlTower.";
    private const string Playbook = "ControlTower.Playbook";

    /// <summary>Every use of one folder by another, in the words "type of the one → type of the other".</summary>
    public static IReadOnlyList<Use> Uses { get; } = Read();

    private static List<Use> Read()
    {
        using var module = ModuleDefinition.ReadModule(typeof(Tower).Assembly.Location);
        return [.. module.GetAllTypes()
            .Where(type => FolderOf(type) is not null)
            .SelectMany(type => UsedBy(type).SelectMany(Parts).Where(used => FolderOf(used) is not null)
                .Select(used => new Use(FolderOf(type)!, FolderOf(used)!, Outermost(type).Name, Outermost(used).Name)))
            .Distinct()];
    }

    /// <summary>The folder is the part of the namespace behind the tower's own name; null for the composition at the root, and for what is not ours.</summary>
    private static string? FolderOf(TypeReference type)
    {
        var space = Outermost(type).Namespace;
        return space.StartsWith(Root, StringComparison.Ordinal) && !space.StartsWith(Playbook, StringComparison.Ordinal) ? space.Split('.')[1] : null;
    }

    private static TypeReference Outermost(TypeReference type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static IEnumerable<TypeReference> UsedBy(TypeDefinition type) =>
    [
        .. type.BaseType is { } parent ? [parent] : Array.Empty<TypeReference>(),
        .. type.Interfaces.Select(one => one.InterfaceType),
        .. type.Fields.Select(field => field.FieldType),
        .. type.Properties.Select(property => property.PropertyType),
        .. type.GenericParameters.SelectMany(parameter => parameter.Constraints.Select(constraint => constraint.ConstraintType)),
        .. type.CustomAttributes.Concat(type.Methods.SelectMany(method => method.CustomAttributes)).Concat(type.Fields.SelectMany(field => field.CustomAttributes)).SelectMany(Named),
        .. type.Methods.SelectMany(UsedBy),
    ];

    private static IEnumerable<TypeReference> Named(CustomAttribute attribute) =>
        attribute.ConstructorArguments.Concat(attribute.Properties.Select(property => property.Argument))
            .Select(argument => argument.Value).OfType<TypeReference>().Append(attribute.AttributeType);

    private static IEnumerable<TypeReference> UsedBy(MethodDefinition method) =>
    [
        method.ReturnType,
        .. method.Parameters.Select(parameter => parameter.ParameterType),
        .. method.Parameters.SelectMany(parameter => parameter.CustomAttributes).SelectMany(Named),
        .. method.GenericParameters.SelectMany(parameter => parameter.Constraints.Select(constraint => constraint.ConstraintType)),
        .. method.HasBody ? method.Body.Variables.Select(local => local.VariableType) : [],
        .. method.HasBody ? method.Body.ExceptionHandlers.Select(handler => handler.CatchType).OfType<TypeReference>() : [],
        .. method.HasBody ? method.Body.Instructions.SelectMany(UsedBy) : [],
    ];

    private static IEnumerable<TypeReference> UsedBy(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        GenericInstanceMethod called => [called.DeclaringType, called.ReturnType, .. called.GenericArguments],
        MethodReference called => [called.DeclaringType, called.ReturnType, .. called.Parameters.Select(parameter => parameter.ParameterType)],
        _ => [],
    };

    /// <summary>A list of orders uses the list and the order.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference type) => type switch
    {
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Append(generic.ElementType),
        TypeSpecification around => Parts(around.ElementType),
        GenericParameter => [],
        _ => [type],
    };
}

internal sealed record Use(string Folder, string Other, string Type, string OtherType)
{
    public override string ToString() => $"{Folder}/{Type} uses {Other}/{OtherType}";
}
