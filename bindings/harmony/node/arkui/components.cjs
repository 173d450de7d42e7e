// The components and attributes that the runner knows: what it can draw, or may leave out of a picture.
'use strict';

const common = [
  'create', 'width', 'height', 'size', 'constraintSize', 'padding', 'margin', 'layoutWeight', 'align', 'alignSelf', 'position',
  'flexGrow', 'flexShrink', 'backgroundColor', 'linearGradient', 'opacity', 'visibility', 'border', 'borderRadius', 'borderWidth', 'borderColor',
  'shadow', 'clip', 'enabled', 'focusable', 'id', 'onClick', 'onAppear', 'hitTestBehavior', 'expandSafeArea', 'responseRegion',
  'accessibilityText', 'accessibilityGroup', 'accessibilityLevel', 'accessibilityDescription', 'accessibilityChecked', 'accessibilitySelected',
];
const text = ['fontSize', 'fontColor', 'fontWeight', 'lineHeight', 'textAlign', 'maxLines', 'textOverflow', 'copyOption', 'wordBreak'];
const scrolls = ['scrollBar', 'edgeEffect', 'scrollable', 'fadingEdge'];

const components = {
  Blank: ['color'],
  Button: ['fontSize', 'fontColor', 'fontWeight', 'type', 'stateEffect', 'labelStyle'],
  Column: ['alignItems', 'justifyContent'],
  Divider: ['color', 'strokeWidth'],
  Flex: [],
  Image: ['fillColor', 'objectFit', 'draggable', 'matchTextDirection'],
  List: ['divider', 'listDirection', 'cachedCount', 'alignListItem', ...scrolls],
  ListItem: [],
  NavDestination: ['title', 'hideTitleBar', 'onBackPressed'],
  PasteButton: [],
  Path: ['commands', 'stroke', 'strokeWidth', 'fillOpacity'],
  Row: ['alignItems', 'justifyContent'],
  Scroll: scrolls,
  Select: ['value', 'selected', 'onSelect', 'font', 'fontColor', 'optionBgColor', 'optionFontColor', 'selectedOptionFontColor', 'selectedOptionBgColor', 'menuBackgroundColor'],
  Span: text,
  Stack: ['alignContent'],
  Text: text,
  TextInput: ['fontColor', 'fontSize', 'placeholderColor', 'onChange'],
  Toggle: ['selectedColor', 'switchPointColor', 'switchStyle', 'onChange'],
};

/** Refuses what would be left out without a word. */
function check(component, attribute) {
  if (component.startsWith('#')) throw new Error(`${component} takes no attributes`);
  if (common.includes(attribute)) return;
  const own = components[component];
  if (own === undefined || !own.includes(attribute)) throw new Error(`${component}.${attribute} is not known to the runner`);
}

/** Refuses a component that could not be drawn. */
function isComponent(kind) {
  return kind in components;
}

module.exports = { check, isComponent };
