@org.jspecify.annotations.NullMarked
package fr.passerelle.mockeduconnect;
